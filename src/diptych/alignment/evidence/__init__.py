"""What a link rests on: the spans that both of its passages share."""
