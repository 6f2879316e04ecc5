package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.Given.item;
import static sundown.transfer.Given.toUpload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.contract.SampleItems;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;

class YearsTest {
    private static final Instant NEW_YEAR = Instant.parse("2019-12-31T23:30:00Z");

    @Test
    void addsWhatTheLibraryHas() {
        Batch settled = new Batch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        toUpload(1).withStep(Batch.Taken.untold(false)),
                        toUpload(2).withStep(Batch.Taken.untold(true)),
                        toUpload(3).withStep(new Batch.Refused(FailureReason.EMPTY)),
                        toUpload(4).withStep(Batch.Taken.untold(false)),
                        toUpload(5).withStep(Batch.Taken.untold(false))));
        Map<ItemId, Item> found = Map.of(
                item(1), taken(1, ZoneOffset.UTC),
                item(2), taken(2, ZoneOffset.ofHours(1)),
                item(3), taken(3, ZoneOffset.UTC),
                item(4), bare(4));

        Years years = new Years(Map.of("2019", 10L, "2001", 1L)).plus(settled, found);

        assertThat(years.items()).isEqualTo(Map.of("0", 2L, "2001", 1L, "2019", 11L, "2020", 1L));
        assertThat(years.total()).isEqualTo(15);
    }

    private static Item taken(int number, ZoneOffset offset) {
        Item dated = Records.with(bare(number), "takenAt", Optional.of(NEW_YEAR));
        return Records.with(dated, "takenAtOffset", Optional.of(offset));
    }

    private static Item bare(int number) {
        return SampleItems.bare(item(number), new ObjectKey("1/u1/" + number), number + ".jpg", 10);
    }
}
