package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.Progress.AlbumSum;

/**
 * The albums of a transfer at the library: each is created when its first items come. Every request is drawn from the
 * project's quota. The intent to create an album is saved before the request, so that an album whose creation had no
 * answer is counted, though nobody can find it: the library lists nothing to an app that may only add.
 */
@Singleton
record LibraryAlbums(TransferStore transfers, RequestQuota quota, PhotoLibrary library, Clock clock) {
    private static final QuotaStore.Requests ONE = new QuotaStore.Requests(1, 0);

    /** An album that takes items, or why there is none. */
    sealed interface Opened {}

    /** The album takes items. */
    record Open(LibraryAlbum album, AlbumId id) implements Opened {}

    /** No album of this title takes items. */
    record GivenUp() implements Opened {}

    /** The work cannot continue now. */
    record SetBack(Answer.Setback why) implements Opened {}

    /** Opens the album of a title for so many items: creates it unless it is there. */
    Opened open(Transfer transfer, String title, int items, Supplier<Answer.AccessAnswer> access) {
        LibraryAlbum album = transfers
                .findAlbum(transfer, title)
                .orElseGet(() -> LibraryAlbum.first(title))
                .withRoomFor(items);
        if (album.givenUp()) {
            return new GivenUp();
        }
        return album.id()
                .<Opened>map(id -> new Open(album, id))
                .orElseGet(() -> create(transfer, album, access));
    }

    private Opened create(Transfer transfer, LibraryAlbum album, Supplier<Answer.AccessAnswer> access) {
        Optional<Answer.Setback> refused = draw(transfer);
        if (refused.isPresent()) {
            return new SetBack(refused.get());
        }
        return switch (access.get()) {
            case Answer.AccessGranted granted -> {
                LibraryAlbum creating = album.creating();
                transfers.saveAlbum(transfer, creating);
                yield created(transfer, album, creating, library.createAlbum(granted.token(), creating.name()));
            }
            case Answer.Setback setback -> new SetBack(setback);
        };
    }

    private Opened created(
            Transfer transfer, LibraryAlbum before, LibraryAlbum creating, Answer.AlbumAnswer answer) {
        return switch (answer) {
            case Answer.AlbumCreated(AlbumId id) -> {
                LibraryAlbum created = creating.created(id);
                transfers.saveAlbum(transfer, created);
                yield new Open(created, id);
            }
            case Answer.AlbumRefused _ -> {
                transfers.saveAlbum(transfer, before.closed());
                yield new GivenUp();
            }
            case Answer.Setback setback -> {
                if (!(setback instanceof Answer.Retry || setback instanceof Answer.Silent)) {
                    transfers.saveAlbum(transfer, before);
                }
                yield new SetBack(setback);
            }
        };
    }

    /** Draws one request; returns why not. */
    Optional<Answer.Setback> draw(Transfer transfer) {
        return quota.draw(transfer.user(), ONE, 0, clock.instant());
    }

    /** Notes that an album was given items. */
    void fill(Transfer transfer, LibraryAlbum album, int items) {
        transfers.saveAlbum(transfer, album.filled(items));
    }

    /** Notes that an album takes nothing. */
    void refuse(Transfer transfer, LibraryAlbum album) {
        transfers.saveAlbum(transfer, album.refused());
    }

    /**
     * Items of a batch that belong into an album.
     *
     * @param unknown how many more do, of which the library did not tell the id
     */
    record Addition(String title, List<MediaItemId> items, int unknown) {}

    /**
     * Returns the additions after a batch was created, which may have been in one of its albums. Nobody knows whether
     * this one has the items that the library had before.
     */
    static List<Addition> additions(Batch batch, Map<ItemId, Item> items, Albums albums) {
        Map<String, List<Batch.Taken>> byTitle = new LinkedHashMap<>();
        for (Batch.Entry entry : batch.entries()) {
            Item item = items.get(entry.item());
            if (item != null && entry.step() instanceof Batch.Taken taken) {
                albums.of(item).stream()
                        .filter(title -> taken.duplicate() || !batch.album().equals(Optional.of(title)))
                        .forEach(title -> byTitle.computeIfAbsent(title, _ -> new ArrayList<>())
                                .add(taken));
            }
        }
        return byTitle.entrySet().stream()
                .map(album -> addition(album.getKey(), album.getValue()))
                .toList();
    }

    private static Addition addition(String title, List<Batch.Taken> taken) {
        List<MediaItemId> known = taken.stream()
                .flatMap(one -> one.mediaItem().stream())
                .distinct()
                .toList();
        return new Addition(title, known, (int)
                taken.stream().filter(one -> one.mediaItem().isEmpty()).count());
    }

    /** How an addition has ended. */
    sealed interface Added {}

    /**
     * The items are in the album, but for some.
     *
     * @param outside how many the library did not take into it
     */
    record Settled(int outside) implements Added {}

    /** The work cannot continue now, for this reason, or because the time is over. */
    record Interrupted(Optional<Answer.Setback> why) implements Added {}

    /** Adds items to the album of a title. */
    Added put(Transfer transfer, Addition addition, Supplier<Answer.AccessAnswer> access) {
        List<MediaItemId> items = addition.items();
        if (items.isEmpty()) {
            return new Settled(addition.unknown());
        }
        return switch (open(transfer, addition.title(), items.size(), access)) {
            case GivenUp _ -> new Settled(items.size() + addition.unknown());
            case SetBack(Answer.Setback why) -> new Interrupted(Optional.of(why));
            case Open open ->
                switch (add(transfer, open.id(), items, access)) {
                    case Settled(int outside) -> {
                        if (outside == items.size()) {
                            refuse(transfer, open.album());
                        } else {
                            fill(transfer, open.album(), items.size() - outside);
                        }
                        yield new Settled(outside + addition.unknown());
                    }
                    case Interrupted interrupted -> interrupted;
                };
        };
    }

    /** Adds items to an album. The library refuses all for one: then halves are tried. */
    private Added add(Transfer transfer, AlbumId album, List<MediaItemId> items, Supplier<Answer.AccessAnswer> access) {
        Optional<Answer.Setback> refused = draw(transfer);
        if (refused.isPresent()) {
            return new Interrupted(refused);
        }
        Answer.AdditionAnswer answer =
                switch (access.get()) {
                    case Answer.AccessGranted granted -> library.add(granted.token(), album, items);
                    case Answer.Setback setback -> setback;
                };
        return switch (answer) {
            case Answer.Added _ -> new Settled(0);
            case Answer.AlbumRefused _ when items.size() == 1 -> new Settled(1);
            case Answer.AlbumRefused _ -> addHalves(transfer, album, items, access);
            case Answer.Setback setback -> new Interrupted(Optional.of(setback));
        };
    }

    private Added addHalves(
            Transfer transfer, AlbumId album, List<MediaItemId> items, Supplier<Answer.AccessAnswer> access) {
        int middle = items.size() / 2;
        int outside = 0;
        for (List<MediaItemId> half : List.of(items.subList(0, middle), items.subList(middle, items.size()))) {
            switch (add(transfer, album, half, access)) {
                case Settled settled -> outside += settled.outside();
                case Interrupted interrupted -> {
                    return interrupted;
                }
            }
        }
        return new Settled(outside);
    }

    /** Sums the albums of a transfer. */
    AlbumSum sum(Transfer transfer) {
        AlbumSum sum = new AlbumSum(0, 0);
        for (LibraryAlbum album : transfers.listAlbums(transfer)) {
            sum = new AlbumSum(sum.created() + album.certain(), sum.lost() + album.creations() - album.certain());
        }
        return sum;
    }
}
