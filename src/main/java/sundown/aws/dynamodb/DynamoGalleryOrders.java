package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryOrders;

/**
 * The orders of galleries in DynamoDB, beside the transfers: a row {@code O#<order>#<part>} for each part, whose
 * {@code places} are JSON, compressed as of RFC 1952.
 */
@Singleton
public final class DynamoGalleryOrders implements GalleryOrders {
    /** With ids and albums as long as they may be, a row stays below the 400 KB that DynamoDB takes. */
    private static final int PART_PLACES = 1_000;

    /** The places of a row. */
    @RegisterForReflection
    record Part(List<Place> places) {}

    /** A row that was read. */
    private record Found(UserId user, String sort, List<Place> places) {
        private boolean isAt(UserId other, String otherSort) {
            return user.equals(other) && sort.equals(otherSort);
        }
    }

    private final VersionedRows rows;

    /** A transfer reads a part some twenty times, and an order does not change. */
    private volatile Optional<Found> last = Optional.empty();

    public DynamoGalleryOrders(
            DynamoDbClient client, @ConfigProperty(name = "TRANSFERS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public void write(UserId user, long order, List<Place> places) {
        IntStream.range(0, Math.ceilDiv(places.size(), PART_PLACES)).forEach(part -> {
            int begin = part * PART_PLACES;
            rows.put(new RowWriter()
                    .text("userId", user.value())
                    .text("sort", sort(order, part))
                    .put(
                            "places",
                            Compressed.text(Json.write(
                                    new Part(places.subList(begin, Math.min(begin + PART_PLACES, places.size())))))));
        });
    }

    @Override
    public List<Place> read(UserId user, long order, long from) {
        String sort = sort(order, from / PART_PLACES);
        return last.filter(part -> part.isAt(user, sort))
                .or(() -> find(user, sort))
                .map(Found::places)
                .map(part -> part.subList((int) Math.min(from % PART_PLACES, part.size()), part.size()))
                .orElse(List.of());
    }

    private Optional<Found> find(UserId user, String sort) {
        Optional<Found> found = rows.find(user, sort)
                .map(row -> new Found(user, sort, Row.read("order", row, DynamoGalleryOrders::places)));
        last = found.or(() -> last);
        return found;
    }

    private static String sort(long order, long part) {
        return "O#" + order + "#" + part;
    }

    private static List<Place> places(Row row) {
        AttributeValue places =
                Row.required("places", Optional.ofNullable(row.attributes().get("places")));
        return Json.read(Compressed.text(places), Part.class).places();
    }
}
