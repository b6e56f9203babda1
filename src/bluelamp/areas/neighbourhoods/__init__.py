"""Recorded crime and anti-social behaviour by place, as published at data.police.uk (paragraphs 61 to 63)."""
