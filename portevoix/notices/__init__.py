"""Between people and commissions. What people are told, what is expected of them, and the chores of each day."""
