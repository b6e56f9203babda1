// Warns two minutes before the session ends by itself, and keeps it when asked to.

const notice = document.getElementById("leaving");
const WARNING = 120;

if (notice && notice.showModal) {
  let timer;
  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, seconds - WARNING) * 1000);
  };
  // Another tab may have kept the session alive meanwhile. Asking would keep it too, so the server is asked only on a press.
  const look = () => {
    const kept = Number(localStorage.getItem("bluelamp-kept") || 0);
    const left = notice.dataset.seconds - (Date.now() - kept) / 1000;
    if (left > WARNING) wait(left);
    else if (!notice.open) notice.showModal();
  };
  const keep = () => localStorage.setItem("bluelamp-kept", String(Date.now()));
  keep();
  wait(Number(notice.dataset.seconds));
  notice.querySelector("[data-stay]").addEventListener("click", async () => {
    const answer = await fetch(notice.dataset.address, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) {
      notice.querySelector("[data-left]").textContent =
        "You were signed out. Sign in again in another tab: what you typed stays here, and can be sent afterwards.";
      return;
    }
    notice.dataset.seconds = (await answer.json()).seconds_left;
    keep();
    wait(Number(notice.dataset.seconds));
    notice.close();
  });
}
