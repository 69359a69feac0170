"""What a document's lines are: openers, closers, lists, speeches, verse."""
