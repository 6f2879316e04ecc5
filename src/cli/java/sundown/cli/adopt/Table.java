package sundown.cli.adopt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that an import fills. */
enum Table {
    ACCOUNTS("userId", Optional.empty()),
    ITEMS("userId", Optional.of("itemId")),
    CLAIMS("objectKey", Optional.of("userId"));

    private final String partition;
    private final Optional<String> sort;

    Table(String partition, Optional<String> sort) {
        this.partition = partition;
        this.sort = sort;
    }

    /** The name of its partition key. */
    String partition() {
        return partition;
    }

    /** The name of its sort key, if it has one. */
    Optional<String> sort() {
        return sort;
    }

    /** The names of its key. */
    List<String> key() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    /** The name of its folder, and the end of its table's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
