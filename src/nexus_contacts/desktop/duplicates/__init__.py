"""The Duplicates screen: the queue of likely pairs and groups, the comparison beside it, and why.

What is found comes from `duplicate_watch`; merging is another screen's, wanted by a signal.
"""
