package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.failure.RetryableFailure;

/** Reads a whole volume for its digest, in one run: one that is too slow has got no further, and is a setback. */
final class Hashing {
    private static final int CHUNK = 64 << 10;

    private final BuildKeeper keeper;
    private final Clock clock;

    Hashing(BuildKeeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Takes and closes the stream. */
    BuildOutcome hash(BuildJob job, InputStream volume) {
        try (volume) {
            return read(job, volume);
        } catch (IOException broken) {
            throw new RetryableFailure("the bytes of a volume broke off", broken);
        }
    }

    private BuildOutcome read(BuildJob job, InputStream volume) throws IOException {
        MessageDigest digest = Sha256.begin();
        BuildJob current = job;
        byte[] chunk = new byte[CHUNK];
        for (int count = volume.read(chunk); count >= 0; count = volume.read(chunk)) {
            digest.update(chunk, 0, count);
            Optional<BuildJob> kept = keeper.advance(current, job.layout().bytes());
            if (kept.isEmpty()) {
                return new BuildOutcome.Superseded();
            }
            if (clock.instant().isAfter(job.deadline())) {
                throw new RetryableFailure("a volume could not be read within one run");
            }
            current = kept.get();
        }
        return new BuildOutcome.Built(current, Sha256.of(digest.digest()));
    }
}
