package sundown.local.rights;

/** A request whose actions are not known; the message names its kind. */
final class UnknownRequest extends IllegalArgumentException {
    UnknownRequest(String kind) {
        super(kind);
    }

    UnknownRequest(String kind, Throwable cause) {
        super(kind, cause);
    }
}
