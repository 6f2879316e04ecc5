package sundown.transfer;

import java.util.Optional;

/** Stand-in. */
public record MediaType(String name) {
    /** x. */
    public static Optional<MediaType> of(String fileName) {
        return Optional.of(new MediaType("image/jpeg"));
    }

    /** x. */
    public static Optional<FailureReason> refusal(String fileName, long bytes) {
        return bytes == 0 ? Optional.of(FailureReason.EMPTY) : Optional.empty();
    }
}
