package dev.cairn.it.crash;

/** A client that remembers what the server has promised it. Driven by one thread at a time. */
interface RememberingClient {
    /** Does one thing. Throws when the server dies in the middle of it. */
    void step(Requests requests);

    /** Compares all that it knows with what the server says after a restart. */
    Found verify(Requests requests);

    /** Logical bytes that a client has found. */
    record Found(long currentBytes, long noncurrentBytes, long uploadBytes) {
        static final Found NOTHING = new Found(0, 0, 0);

        Found plus(Found other) {
            return new Found(
                    currentBytes + other.currentBytes,
                    noncurrentBytes + other.noncurrentBytes,
                    uploadBytes + other.uploadBytes);
        }
    }
}
