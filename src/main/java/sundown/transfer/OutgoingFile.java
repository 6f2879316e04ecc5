package sundown.transfer;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import sundown.gallery.Item;
import sundown.media.DateInside;
import sundown.media.DateInside.FileBytes;
import sundown.media.KnownDate;
import sundown.media.MediaType;
import sundown.media.Splice;

/**
 * A file as it goes to the library. It follows from the item and the zone of its transfer alone, so that another
 * attempt sends equal bytes, which the library knows as a duplicate.
 *
 * @param type nothing when the library takes no files of its type
 * @param changes what adds the date
 */
record OutgoingFile(Optional<MediaType> type, List<Splice> changes) {
    /** How many of its first bytes must be known. */
    static int headBytes(Item item, Optional<ZoneId> dates) {
        return date(item, dates).isPresent() ? DateInside.HEAD_BYTES_MAX : MediaType.FIRST_BYTES;
    }

    /**
     * The file of an item.
     *
     * @param dates the zone of the dates that are added; empty to add none
     */
    static OutgoingFile of(Item item, byte[] head, FileBytes rest, Optional<ZoneId> dates) throws IOException {
        Optional<MediaType> type = MediaType.of(item.name(), head);
        Optional<KnownDate> date = date(item, dates);
        boolean added = date.isPresent() && type.filter(MediaType::takesDate).isPresent();
        return new OutgoingFile(
                type,
                added && DateInside.look(item.name(), head, rest, date) instanceof DateInside.Absent absent
                        ? absent.additions()
                        : List.of());
    }

    private static Optional<KnownDate> date(Item item, Optional<ZoneId> dates) {
        return dates.flatMap(zone -> KnownDate.of(item, zone));
    }

    /** This file with no change of its length: the places of its chunks are those of the item's bytes. */
    OutgoingFile ofEqualLength() {
        return Splice.growth(changes) == 0 ? this : new OutgoingFile(type, List.of());
    }
}
