package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.digest.Sha256;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.LibraryAlbum.Given;
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
        LibraryAlbum album = find(transfer, title).withRoomFor(items);
        if (album.givenUp()) {
            return new GivenUp();
        }
        return album.id().<Opened>map(id -> new Open(album, id)).orElseGet(() -> create(transfer, album, access));
    }

    /** True if the album of a title is to be created before it takes so many items. */
    boolean lacks(Transfer transfer, String title, int items) {
        LibraryAlbum album = find(transfer, title).withRoomFor(items);
        return album.id().isEmpty() && !album.givenUp();
    }

    private LibraryAlbum find(Transfer transfer, String title) {
        return transfers.findAlbum(transfer, title).orElseGet(() -> LibraryAlbum.first(title));
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

    private Opened created(Transfer transfer, LibraryAlbum before, LibraryAlbum creating, Answer.AlbumAnswer answer) {
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

    /**
     * Draws one request. If it has to wait, two are reserved: the next run draws the creation of a batch before that of
     * its album.
     *
     * @return why it is not drawn
     */
    Optional<Answer.Setback> draw(Transfer transfer) {
        return quota.draw(transfer.user(), ONE, 1, clock.instant());
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
    record Addition(String title, List<MediaItemId> items, int unknown) {
        private Sha256 digest() {
            return Sha256.over(items.stream().map(MediaItemId::value).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Returns the additions after a batch was created, which may have been in one of its albums. Nobody knows whether
     * this one has the items that the library had before the batch.
     */
    static List<Addition> additions(Batch batch, Map<ItemId, Item> items, Albums albums) {
        Set<MediaItemId> created = batch.entries().stream()
                .flatMap(entry -> entry.step() instanceof Batch.Taken taken && !taken.duplicate()
                        ? taken.mediaItem().stream()
                        : Stream.empty())
                .collect(Collectors.toSet());
        Map<String, List<Batch.Taken>> byTitle = new LinkedHashMap<>();
        for (Batch.Entry entry : batch.entries()) {
            Item item = items.get(entry.item());
            if (item != null && entry.step() instanceof Batch.Taken taken) {
                albums.of(item).stream()
                        .filter(title -> !batch.album().equals(Optional.of(title))
                                || (taken.duplicate()
                                        && taken.mediaItem().stream().noneMatch(created::contains)))
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

    /**
     * Adds items to the album of a title, and goes on where an attempt before was interrupted. The library refuses all
     * items for one: then fewer are tried.
     */
    Added put(Transfer transfer, Addition addition, Supplier<Answer.AccessAnswer> access, BooleanSupplier late) {
        List<MediaItemId> items = addition.items();
        Sha256 digest = addition.digest();
        Given given = find(transfer, addition.title()).given(digest);
        while (given.tried() < items.size()) {
            if (late.getAsBoolean()) {
                return new Interrupted(Optional.empty());
            }
            List<MediaItemId> next = items.subList(given.tried(), Math.min(items.size(), given.tried() + given.most()));
            switch (open(transfer, addition.title(), next.size(), access)) {
                case GivenUp _ -> {
                    return new Settled(given.outside() + items.size() - given.tried() + addition.unknown());
                }
                case SetBack(Answer.Setback why) -> {
                    return new Interrupted(Optional.of(why));
                }
                case Open(LibraryAlbum album, AlbumId id) -> {
                    switch (add(transfer, id, next, access)) {
                        case Answer.Added _ -> given = save(transfer, album.took(digest, next.size()), items.size());
                        case Answer.AlbumRefused _
                        when next.size() > 1 ->
                            given = save(transfer, album.refused(digest, next.size()), items.size());
                        case Answer.AlbumRefused _ -> given = save(transfer, album.leftOut(digest), items.size());
                        case Answer.Setback why -> {
                            return new Interrupted(Optional.of(why));
                        }
                    }
                }
            }
        }
        return new Settled(given.outside() + addition.unknown());
    }

    /** Saves how far an addition is. An album that has taken none of several items takes nothing. */
    private Given save(Transfer transfer, LibraryAlbum album, int items) {
        Given given = album.last();
        transfers.saveAlbum(transfer, items > 1 && given.outside() == items ? album.refused() : album);
        return given;
    }

    private Answer.AdditionAnswer add(
            Transfer transfer, AlbumId album, List<MediaItemId> items, Supplier<Answer.AccessAnswer> access) {
        Optional<Answer.Setback> refused = draw(transfer);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (access.get()) {
            case Answer.AccessGranted granted -> library.add(granted.token(), album, items);
            case Answer.Setback setback -> setback;
        };
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
