package sundown.large;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryOrders;

/** The orders of one gallery, which take little memory of those who write and read them. */
final class PackedOrders implements GalleryOrders {
    private static final int PART_PLACES = 1_000;

    /** The places of a row. */
    record Part(List<Place> places) {}

    private final Map<Long, List<byte[]>> orders = new HashMap<>();

    @Override
    public void write(UserId user, long order, List<Place> places) {
        orders.put(
                order,
                IntStream.range(0, Math.ceilDiv(places.size(), PART_PLACES))
                        .mapToObj(part ->
                                places.subList(part * PART_PLACES, Math.min((part + 1) * PART_PLACES, places.size())))
                        .map(PackedOrders::packed)
                        .toList());
    }

    @Override
    public List<Place> read(UserId user, long order, long from) {
        List<byte[]> parts = orders.get(order);
        int part = (int) (from / PART_PLACES);
        if (part >= parts.size()) {
            return List.of();
        }
        List<Place> places = unpacked(parts.get(part));
        return places.subList((int) Math.min(from % PART_PLACES, places.size()), places.size());
    }

    /** The bytes that an order takes. */
    long bytes() {
        return orders.values().stream()
                .flatMap(List::stream)
                .mapToLong(part -> part.length)
                .sum();
    }

    private static byte[] packed(List<Place> places) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(Json.write(new Part(places)).getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Place> unpacked(byte[] part) {
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(part))) {
            return Json.read(new String(text.readAllBytes(), UTF_8), Part.class).places();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
