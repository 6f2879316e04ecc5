package sundown.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.media.Choice.Selection;
import sundown.media.Choice.Standing;
import sundown.runtime.Records;

class ChoiceTest {
    private static final Item PHOTO = new Item(
            new ItemId("i1"),
            new ObjectKey("1/u1/i1"),
            "a.jpg",
            1,
            Set.of("Beach", "Home"),
            Optional.of(Instant.parse("2019-12-31T23:30:00Z")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Marks.NONE);
    private static final Item PRIVATE = marked(new Marks(Optional.of(true), Optional.empty(), Optional.empty()));
    private static final Item DELETED =
            marked(new Marks(Optional.empty(), Optional.of(Instant.EPOCH), Optional.empty()));
    private static final Item BOTH = marked(new Marks(Optional.of(true), Optional.of(Instant.EPOCH), Optional.empty()));
    private static final Selection OF_2019 = years(2019);

    private static Item marked(Marks marks) {
        return Records.with(PHOTO, "marks", marks);
    }

    private static Selection years(Integer... years) {
        return new Selection(Set.of(), Set.of(years), Optional.empty(), Optional.empty());
    }

    private static Choice choice(String selection, Optional<Boolean> withPrivate) {
        return Choice.of(Json.read(selection, Selection.class), withPrivate);
    }

    private static Standing of(String selection, Item item) {
        return choice(selection, Optional.empty()).standing(item);
    }

    @Test
    void anEmptySelectionTakesEverythingButWhatIsPrivateOrInTheTrash() {
        assertThat(of("{}", PHOTO)).isEqualTo(Standing.TAKEN);
        assertThat(of("{}", PRIVATE)).isEqualTo(Standing.PRIVATE);
        assertThat(of("{}", DELETED)).isEqualTo(Standing.IN_TRASH);
        assertThat(of("{}", BOTH)).isEqualTo(Standing.IN_TRASH);
        assertThat(of("{\"trash\": true}", BOTH)).isEqualTo(Standing.PRIVATE);
        assertThat(choice("{\"trash\": true}", Optional.of(true)).standing(BOTH))
                .isEqualTo(Standing.TAKEN);
        assertThat(choice("{}", Optional.of(false)).standing(PRIVATE)).isEqualTo(Standing.PRIVATE);
    }

    @Test
    void takesWhatFitsAllParts() {
        assertThat(of("{\"albums\": [\"Home\", \"None\"]}", PHOTO)).isEqualTo(Standing.TAKEN);
        assertThat(of("{\"albums\": [\"home\"]}", PHOTO)).isEqualTo(Standing.NOT_CHOSEN);
        assertThat(of("{\"albums\": [\"Home\"], \"years\": [2020]}", PHOTO)).isEqualTo(Standing.NOT_CHOSEN);
        assertThat(of("{\"kind\": \"PHOTO\", \"years\": [2019]}", PHOTO)).isEqualTo(Standing.TAKEN);
        assertThat(of("{\"kind\": \"VIDEO\"}", PHOTO)).isEqualTo(Standing.NOT_CHOSEN);
        assertThat(of("{\"kind\": \"VIDEO\"}", Records.with(PHOTO, "name", "a.MOV")))
                .isEqualTo(Standing.TAKEN);
    }

    @Test
    void whatIsNotSelectedIsInTheTrashStill() {
        assertThat(of("{\"trash\": true, \"years\": [2020]}", DELETED)).isEqualTo(Standing.IN_TRASH);
        assertThat(choice("{\"years\": [2020]}", Optional.of(true)).standing(PRIVATE))
                .isEqualTo(Standing.NOT_CHOSEN);
    }

    @Test
    void aYearIsThatOfTheLocalTime() {
        Item later = Records.with(PHOTO, "takenAtOffset", Optional.of(ZoneOffset.ofHours(2)));
        assertThat(later.year()).isEqualTo(2020);
        assertThat(of("{\"years\": [2020]}", later)).isEqualTo(Standing.TAKEN);
        Item undated = Records.with(PHOTO, "takenAt", Optional.empty());
        assertThat(of("{\"years\": [0]}", undated)).isEqualTo(Standing.TAKEN);
        assertThat(of("{\"years\": [2019]}", undated)).isEqualTo(Standing.NOT_CHOSEN);
    }

    @Test
    void whatWasTakenBeforeIsNotTakenAgain() {
        Choice second = Choice.of(OF_2019, Optional.empty()).further(Selection.ALL, Optional.of(true));

        assertThat(second.standing(PHOTO)).isEqualTo(Standing.TAKEN_BEFORE);
        assertThat(second.takes(PRIVATE)).isTrue();
        assertThat(second.further(OF_2019, Optional.of(true)).standing(PRIVATE)).isEqualTo(Standing.TAKEN_BEFORE);
        assertThat(second.instead(years(2020), Optional.of(true)).standing(PHOTO))
                .isEqualTo(Standing.TAKEN_BEFORE);
    }

    @Test
    void aRowHasABoundedNumberOfParts() {
        Choice choice = Choice.of(OF_2019, Optional.empty());
        for (int parts = 1; parts < Choice.PARTS_MAX; parts++) {
            assertThat(choice.mayGoFurther()).isTrue();
            choice = choice.further(OF_2019, Optional.empty());
        }
        assertThat(choice.mayGoFurther()).isFalse();
    }

    @Test
    void refusesMoreThanARowHasRoomFor() {
        assertThatThrownBy(() -> years(IntStream.range(0, 201).boxed().toArray(Integer[]::new)))
                .isInstanceOf(IllegalArgumentException.class);
        Set<String> albums = IntStream.range(0, 31).mapToObj(Integer::toString).collect(Collectors.toSet());
        assertThatThrownBy(() -> new Selection(albums, Set.of(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selection(Set.of("a".repeat(101)), Set.of(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isShownUnlessItIsEverything() {
        assertThat(choice("{\"trash\": false}", Optional.of(true)).view(Optional.empty()))
                .isEmpty();
        assertThat(Choice.of(OF_2019, Optional.empty()).view(Optional.empty())).isPresent();
        assertThat(Choice.of(
                        new Selection(Set.of("Beach"), Set.of(), Optional.empty(), Optional.empty()), Optional.empty()))
                .asString()
                .doesNotContain("Beach");
    }
}
