"""Who is who in these tests."""

TOKEN = "42:canary-token"
ANA, BORIS, CARLA, DAN, STRANGER = 7, 8, 9, 10, 11
GROUP, LOST_GROUP = -100, -200
