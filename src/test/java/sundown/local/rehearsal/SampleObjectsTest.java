package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.local.demo.cloud.LocalUser.AdoptedUser.AdoptedItem;
import sundown.local.rehearsal.Sample.Stratum;
import sundown.timeline.GroupId;

class SampleObjectsTest {
    private static final Sha1 DIGEST = new Sha1("a".repeat(40));

    private final Surprises surprises = new Surprises();

    @Test
    void makeMediaOfTheKindThatANameHas() throws IOException {
        List<AdoptedItem> items = adopt(
                Optional.empty(),
                item("1", "a/1", "cat.jpg", 3_000_000),
                item("2", "a/2", "cat.mp4", 9_000_000),
                item("3", "a/3", "cat.psd", 5),
                item("4", "a/4", "none.jpg", 0));

        assertThat(items).allSatisfy(adopted -> {
            assertThat(adopted.item().bytes())
                    .isEqualTo(adopted.content().orElseThrow().bytes());
            assertThat(adopted.item().sha1())
                    .contains(new Sha1(adopted.content().orElseThrow().digest("SHA-1")));
        });
        assertThat(items)
                .extracting(adopted -> adopted.item().bytes() > 10_000)
                .containsExactly(true, true, false, false);
        assertThat(items.getLast().item().bytes()).isZero();
    }

    @Test
    void giveItemsWithOneKeyOneObject() throws IOException {
        List<AdoptedItem> items =
                adopt(Optional.empty(), item("1", "shared/1", "cat.jpg", 7), item("2", "shared/1", "dog.jpg", 9));

        assertThat(items.get(0).content()).isEqualTo(items.get(1).content());
        assertThat(items.get(0).item().sha1()).isEqualTo(items.get(1).item().sha1());
    }

    @Test
    void takeWhatWasBrought(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.write(folder.resolve("a/1"), new byte[7]);
        Files.write(folder.resolve("a/2"), new byte[8]);

        List<AdoptedItem> items = adopt(
                Optional.of(folder),
                item("1", "a/1", "cat.jpg", 7),
                item("2", "a/2", "cat.jpg", 7),
                item("3", "a/3", "cat.jpg", 7),
                item("4", "../a", "cat.jpg", 7));

        assertThat(items).extracting(adopted -> adopted.item().bytes()).containsOnly(7L);
        assertThat(items)
                .extracting(adopted -> adopted.content().isPresent())
                .containsExactly(true, true, false, false);
        assertThat(surprises.all())
                .extracting(Surprises.Surprise::line)
                .containsExactly(
                        "2 items have no object. For example ann/3",
                        "1 items have an object of another length. For example ann/2");
    }

    private List<AdoptedItem> adopt(Optional<Path> brought, Item... items) throws IOException {
        Sample.Sampled user = new Sample.Sampled(
                new Account(new UserId("ann"), new Region("IN")),
                new Stratum(Optional.of(new GroupId("1")), false),
                List.of(items));
        return new SampleObjects(brought, surprises).adopt(user).items();
    }

    private static Item item(String id, String key, String name, long bytes) {
        return new Item(
                new ItemId(id),
                new ObjectKey(key),
                name,
                bytes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(DIGEST),
                Optional.empty(),
                Marks.NONE);
    }
}
