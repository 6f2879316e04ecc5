package sundown.local.google.library;

import io.grpc.Status.Code;
import java.util.Optional;

/**
 * What became of one element of a batch.
 *
 * @param code OK, or a code of {@code google.rpc.Code}
 * @param item the media item, if the element succeeded
 */
record Result(String uploadToken, int code, String message, Optional<MediaItem> item) {
    private static final String ERROR = "There was an error while trying to create this media item.";

    static Result created(String uploadToken, MediaItem item) {
        return new Result(uploadToken, Code.OK.value(), "Success", Optional.of(item));
    }

    static Result refused(String uploadToken, int code, String message) {
        return new Result(uploadToken, code, message, Optional.empty());
    }

    static Result badMedia(String uploadToken) {
        return refused(uploadToken, Code.INVALID_ARGUMENT.value(), "Failed: " + ERROR);
    }

    static Result invalidToken(String uploadToken) {
        return refused(uploadToken, Code.INVALID_ARGUMENT.value(), BatchCreation.INVALID_TOKEN);
    }

    static Result exists(String uploadToken) {
        return refused(uploadToken, Code.ALREADY_EXISTS.value(), "EXISTS: " + ERROR);
    }

    boolean succeeded() {
        return code == Code.OK.value();
    }
}
