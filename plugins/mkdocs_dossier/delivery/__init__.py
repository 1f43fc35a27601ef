"""What browsers and hosts ask of a built site: its policy, what its pages load, how large it may be."""
