"""What a user asks for, one function per verb: the only place that joins the floors below."""
