package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/**
 * The timeline in the groups table: the row {@code timeline} is in force; {@code timeline-1} is version 1, kept before
 * it is replaced; {@code timeline-proposal} was proposed last. Without a row, nothing is announced. A timeline is
 * cached for a minute, so a change of dates reaches every function within a minute.
 */
@Singleton
public final class DynamoTimelineStore implements TimelineStore {
    private static final String IN_FORCE = "timeline";
    private static final String PROPOSAL = "timeline-proposal";

    /**
     * Anybody may ask for the notice, and DynamoDB reads one key at most 3,000 times a second. So a process asks every
     * two seconds, and the first version reaches it within that time.
     */
    private static final Duration ABSENCE_CACHED = Duration.ofSeconds(2);

    private static final Kept NOTHING = new Kept(Timeline.NOT_ANNOUNCED, Instant.MIN);

    private final Table table;
    private final Clock clock;
    private volatile Kept kept = NOTHING;

    public DynamoTimelineStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, Clock clock) {
        this.table = new Table(client, table);
        this.clock = clock;
    }

    @Override
    public Timeline inForce() {
        Instant now = clock.instant();
        if (!now.isBefore(kept.until())) {
            Timeline current = current().timeline();
            kept = new Kept(current, now.plus(current.announced() ? CACHE_AGE_MAX : ABSENCE_CACHED));
        }
        return kept.timeline();
    }

    @Override
    public Publication current() {
        return find(IN_FORCE).orElse(Publication.NONE);
    }

    @Override
    public Optional<Publication> replaced(int version) {
        return find(replacedKey(version));
    }

    /**
     * Keeps the version that was read, then replaces it. After a crash in between, the next call finds the kept row.
     */
    @Override
    public boolean publish(Publication read, Publication next) {
        if (!read.timeline().announced()) {
            boolean first = table.putFirst(row(IN_FORCE, next), "document");
            kept = NOTHING;
            return first;
        }
        table.putFirst(row(replacedKey(read.version()), read), "document");
        return table.put(row(IN_FORCE, next), "version = :read", new RowWriter().number(":read", read.version()));
    }

    @Override
    public Optional<Publication> proposed() {
        return find(PROPOSAL);
    }

    @Override
    public void propose(Publication proposal) {
        table.put(row(PROPOSAL, proposal));
    }

    private Optional<Publication> find(String key) {
        return table.findGroup(key, "timeline", DynamoTimelineStore::publication);
    }

    private static String replacedKey(int version) {
        return IN_FORCE + "-" + version;
    }

    /** A cached timeline and when it expires. */
    private record Kept(Timeline timeline, Instant until) {}

    /**
     * The row of a version: the whole notice as JSON in {@code document}, the instants of its dates in {@code dates},
     * its {@code version}, {@code by}, {@code reason} and {@code publishedAt}.
     */
    private static RowWriter row(String key, Publication publication) {
        return new RowWriter()
                .text("group", key)
                .text("document", TimelineDocument.write(publication.timeline()).toString())
                .text("dates", TimelineDocument.dates(publication.timeline()).toString())
                .number("version", publication.version())
                .operator("by", publication.by())
                .text("reason", publication.reason())
                .instant("publishedAt", publication.at());
    }

    private static Publication publication(Row row) {
        return new Publication(
                TimelineDocument.read(row.text("document"), row.text("dates")),
                row.operator("by"),
                row.text("reason"),
                row.optionalInstant("publishedAt"));
    }
}
