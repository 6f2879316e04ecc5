package sundown.local.emulators;

/** The refusal of a call by a service of AWS, with the type of the error. */
final class AwsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private AwsRefusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static AwsRefusal of(String type, String message) {
        return new AwsRefusal(400, type, message);
    }

    static AwsRefusal invalid(String message) {
        return of("ValidationException", message);
    }

    static AwsRefusal notFound(String message) {
        return new AwsRefusal(404, "ResourceNotFoundException", message);
    }

    static AwsRefusal conflict(String message) {
        return new AwsRefusal(409, "ConflictException", message);
    }

    static AwsRefusal internal(String type) {
        return new AwsRefusal(500, type, "");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
