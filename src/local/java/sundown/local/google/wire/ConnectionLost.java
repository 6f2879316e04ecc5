package sundown.local.google.wire;

/** The connection is to break without an answer. Over gRPC, which shares a connection, the call ends UNAVAILABLE. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConnectionLost() {
        super("the connection breaks without an answer");
    }
}
