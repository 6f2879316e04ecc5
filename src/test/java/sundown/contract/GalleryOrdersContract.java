package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item.ItemId;

/** What all orders of galleries promise. */
public abstract class GalleryOrdersContract {
    private final GalleryOrders orders;
    private final UserId user = user();

    protected GalleryOrdersContract(GalleryOrders orders) {
        this.orders = orders;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1_000, 1_001, 2_000, 2_345})
    void keepsTheOrderOfAllPlaces(int count) {
        List<Place> places = places(count);
        orders.write(user, 7, places);
        assertThat(GalleryOrders.all(orders, user, 7)).isEqualTo(places);
    }

    @Test
    void readsFromAnyPlaceOn() {
        List<Place> places = places(2_345);
        orders.write(user, 7, places);
        for (int from : List.of(0, 1, 998, 999, 1_000, 1_001, 1_999, 2_000, 2_344)) {
            List<Place> read = orders.read(user, 7, from);
            assertThat(read).isNotEmpty().isEqualTo(places.subList(from, from + read.size()));
        }
        assertThat(orders.read(user, 7, 2_345)).isEmpty();
        assertThat(orders.read(user, 7, 5_000)).isEmpty();
    }

    @Test
    void keepsOrdersApart() {
        orders.write(user, 1, places(3));
        orders.write(user, Long.MAX_VALUE, places(2));
        orders.write(user(), 1, places(1));
        assertThat(orders.read(user, 1, 0)).isEqualTo(places(3));
        assertThat(orders.read(user, Long.MAX_VALUE, 0)).isEqualTo(places(2));
        assertThat(orders.read(user, 2, 0)).isEmpty();
        assertThat(orders.read(user(), 1, 0)).isEmpty();
    }

    /** Ids and albums as long as they may be, and different, so that nothing compresses them. */
    @Test
    void keepsTheLongestPlaces() {
        List<Place> places = IntStream.range(0, 1_000)
                .mapToObj(number -> new Place(
                        new ItemId(random(128)), Optional.of(random(250)), Optional.of(1_600_000_000L + number)))
                .toList();
        orders.write(user, 7, places);
        assertThat(orders.read(user, 7, 0)).isEqualTo(places);
    }

    @Test
    void tellsNoNameOfAnAlbum() {
        Place place = new Place(new ItemId("a"), Optional.of("Secret"), Optional.empty());
        assertThat(place).hasToString("Place[a]");
    }

    private static String random(int length) {
        return Stream.generate(UUID::randomUUID)
                .map(UUID::toString)
                .limit(length / 36 + 1)
                .collect(Collectors.joining())
                .substring(0, length);
    }

    private static UserId user() {
        return new UserId("ordered-" + UUID.randomUUID());
    }

    private static List<Place> places(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Place(
                        SampleTransfers.item(count - number),
                        number % 3 == 0 ? Optional.empty() : Optional.of("Été " + number % 3),
                        number % 5 == 0 ? Optional.empty() : Optional.of(number - 10L)))
                .toList();
    }
}
