package sundown.purge.close;

import java.time.Instant;
import sundown.account.UserId;
import sundown.sweep.Wake;

/** A transfer or an archive that waits in a shard, as the indexes of both list it. */
record Waiting(Kind kind, Wake wake) {
    /** What waits; its name begins that of the row. */
    enum Kind {
        TRANSFER,
        ARCHIVE
    }

    UserId user() {
        return wake.user();
    }

    /** Sorts as a chunk lists them: {@code ARCHIVE 08 2023-06-01T00:00:00.000000000Z u1}. */
    String name() {
        return "%s %02d %s %s".formatted(kind, wake.shard(), Wake.time(wake.at()), user());
    }

    static Waiting named(String name) {
        String[] parts = name.split(" ", 4);
        return new Waiting(
                Kind.valueOf(parts[0]),
                new Wake(Integer.parseInt(parts[1]), Instant.parse(parts[2]), new UserId(parts[3])));
    }
}
