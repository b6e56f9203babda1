"""What any case has: notes, files, people it is assigned to, followers, links to others, and lists to work from."""
