package sundown.local.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.digest.Sha1;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.LocalUser.AdoptedUser.AdoptedItem;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.SampleMedia;
import sundown.media.MediaType;

/**
 * The objects that the items of a sample name. Where the photos were not brought, sample media of the kind that a name
 * has take their place, small, and the rows get their lengths and digests.
 */
final class SampleObjects {
    private static final int VIDEO_BYTES = 1 << 18;
    private static final Instant SOME_DAY = Instant.parse("2016-01-01T08:00:00Z");

    private final Optional<Path> brought;
    private final Surprises surprises;
    private final Map<ObjectKey, Content> made = new HashMap<>();

    /** @param brought a folder in which each object is a file, at its key */
    SampleObjects(Optional<Path> brought, Surprises surprises) {
        this.brought = brought.map(folder -> folder.toAbsolutePath().normalize());
        this.surprises = surprises;
    }

    /** A user, with what there is of their objects. */
    AdoptedUser adopt(Sample.Sampled user) throws IOException {
        List<AdoptedItem> items = new ArrayList<>();
        for (Item item : user.items()) {
            String example = user.account().user() + "/" + item.id();
            items.add(brought.isPresent() ? brought(brought.get(), item, example) : sample(item));
        }
        return new AdoptedUser(user.account(), user.stratum().group(), items);
    }

    private AdoptedItem brought(Path folder, Item item, String example) throws IOException {
        Path file = folder.resolve(item.key().value()).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            surprises.add("items have no object", 1, example);
            return new AdoptedItem(item, Optional.empty());
        }
        Content content = Content.onDisk(file);
        surprises.add("items have an object of another length", content.bytes() == item.bytes() ? 0 : 1, example);
        return new AdoptedItem(item, Optional.of(content));
    }

    private AdoptedItem sample(Item item) throws IOException {
        Content content = made.computeIfAbsent(item.key(), _ -> media(item));
        Optional<Sha1> digest =
                item.sha1().isPresent() ? Optional.of(new Sha1(content.digest("SHA-1"))) : Optional.empty();
        return new AdoptedItem(
                new Item(
                        item.id(),
                        item.key(),
                        item.name(),
                        content.bytes(),
                        item.albums(),
                        item.takenAt(),
                        item.takenAtOffset(),
                        digest,
                        item.groupWith(),
                        item.marks()),
                Optional.of(content));
    }

    private Content media(Item item) {
        int number = made.size();
        if (item.bytes() == 0) {
            return Content.inMemory(new byte[0]);
        }
        return MediaType.of(item.name())
                .map(type -> switch (type.kind()) {
                    case PHOTO ->
                        type == MediaType.PNG
                                ? SampleMedia.screenshot(number)
                                : SampleMedia.photo(number, item.takenAt().orElse(SOME_DAY));
                    case VIDEO -> SampleMedia.video(number, VIDEO_BYTES);
                })
                .orElseGet(() -> Content.inMemory(("No photo, no. " + number).getBytes(StandardCharsets.UTF_8)));
    }
}
