package sundown.archive;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import sundown.archive.plan.PlanId;

/** Makes the ids of archives and plans: 96 random bits, so that two never meet and none can be guessed. */
@Singleton
final class ArchiveIds {
    private static final int BYTES = 12;

    private final RandomGenerator random;

    ArchiveIds(RandomGenerator random) {
        this.random = random;
    }

    ArchiveId archive() {
        return new ArchiveId(next());
    }

    PlanId plan() {
        return new PlanId(next());
    }

    private String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
