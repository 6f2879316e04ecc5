package sundown.local.google.uploads;

import io.grpc.Status.Code;
import java.util.Optional;
import sundown.local.google.wire.GoogleProblem;

/** What the upload server refuses of a whole file. Whether it is a photo or a video is judged when it is created. */
final class Acceptance {
    private Acceptance() {}

    static void check(Content content, Optional<String> sha1, SizeLimits limits) {
        if (content.bytes() == 0) {
            throw empty();
        }
        if (!limits.allows(content)) {
            throw tooLarge();
        }
        if (sha1.filter(hash -> !hash.equals(content.sha1())).isPresent()) {
            throw GoogleProblem.of(
                    Code.INVALID_ARGUMENT, "The hash of the uploaded bytes differs from the one in X-Goog-Hash.");
        }
    }

    static GoogleProblem empty() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Payload must not be empty");
    }

    static GoogleProblem tooLarge() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "The file exceeds the maximum size for its type.");
    }
}
