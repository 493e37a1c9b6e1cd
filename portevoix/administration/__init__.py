"""The secretariat's own pages: commissions, people, seats, lists, accounts. It crosses the rooms; their acts write."""
