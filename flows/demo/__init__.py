"""The demo press: invented outlets on loopback, for the demonstration and the integration tests."""
