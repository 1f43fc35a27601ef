"""Prepare a built site for browsers and hosts: its policy, the loads of its pages, the limits of its size."""
