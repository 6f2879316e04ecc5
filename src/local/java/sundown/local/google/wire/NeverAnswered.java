package sundown.local.google.wire;

/** The call has been carried out, and the connection stays open without an answer until the caller gives up. */
public final class NeverAnswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NeverAnswered() {
        super("the call is carried out and never answered");
    }
}
