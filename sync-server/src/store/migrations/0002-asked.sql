-- Who was asked about a person, for the summary of peers.
CREATE INDEX peer_requests_about ON peer_requests (person, period);
