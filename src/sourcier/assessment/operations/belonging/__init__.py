"""Who belongs to, holds, leads or possesses what, and since when."""
