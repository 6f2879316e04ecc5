package sundown.closing;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import sundown.account.UserId;
import sundown.sweep.Wake;

/** A transfer or an archive that waits in a shard, as the indexes of both list it. */
record Waiting(Kind kind, Wake wake) {
    /** Always nine decimal places, so that names sort as a chunk lists them. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    /** What waits; its name begins that of the row. */
    enum Kind {
        TRANSFER,
        ARCHIVE
    }

    UserId user() {
        return wake.user();
    }

    /** {@code ARCHIVE 08 2023-06-01T00:00:00.000000000Z u1}. */
    String name() {
        return "%s %02d %s %s".formatted(kind, wake.shard(), TIME.format(wake.at()), user());
    }

    static Waiting named(String name) {
        String[] parts = name.split(" ", 4);
        return new Waiting(
                Kind.valueOf(parts[0]),
                new Wake(Integer.parseInt(parts[1]), Instant.parse(parts[2]), new UserId(parts[3])));
    }
}
