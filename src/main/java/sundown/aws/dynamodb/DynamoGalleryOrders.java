package sundown.aws.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkBytes;
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

    private final VersionedRows rows;

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
                            AttributeValue.fromB(SdkBytes.fromByteArray(
                                    compressed(places.subList(begin, Math.min(begin + PART_PLACES, places.size())))))));
        });
    }

    @Override
    public List<Place> read(UserId user, long order, long from) {
        return rows.find(user, sort(order, from / PART_PLACES))
                .map(row -> Row.read("order", row, DynamoGalleryOrders::places))
                .map(part -> part.subList((int) Math.min(from % PART_PLACES, part.size()), part.size()))
                .orElse(List.of());
    }

    private static String sort(long order, long part) {
        return "O#" + order + "#" + part;
    }

    private static byte[] compressed(List<Place> places) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressing = new GZIPOutputStream(bytes)) {
            compressing.write(Json.write(new Part(places)).getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Place> places(Row row) {
        AttributeValue places =
                Row.required("places", Optional.ofNullable(row.attributes().get("places")));
        try (InputStream text = new GZIPInputStream(places.b().asInputStream())) {
            return Json.read(new String(text.readAllBytes(), UTF_8), Part.class).places();
        } catch (IOException damaged) {
            throw new IllegalArgumentException("an order is damaged", damaged);
        }
    }
}
