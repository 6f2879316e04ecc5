package sundown.local.google;

import io.grpc.Status.Code;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Uploads.Content;

/** The photos and albums of all accounts. */
public final class Libraries {
    private final Map<Account, Library> libraries = new ConcurrentHashMap<>();
    private final int albumItems;

    /** @param albumItems the most items of an album */
    public Libraries(int albumItems) {
        this.albumItems = albumItems;
    }

    Library of(Account account) {
        return libraries.computeIfAbsent(account, owner -> new Library(new Albums(albumItems)));
    }

    /** What an account holds, in the order in which it was created. */
    public List<MediaItem> holdings(Account account) {
        return of(account).items();
    }

    /**
     * The photos of one account. Bytes that are there already make no second item. Safe for use by several threads;
     * those that create are let in one at a time before they come here.
     */
    static final class Library {
        private final Albums albums;
        private final Map<String, MediaItem> items = new LinkedHashMap<>();
        private final Set<String> digests = new HashSet<>();
        private final Map<String, MediaItem> byUploadToken = new HashMap<>();

        Library(Albums albums) {
            this.albums = albums;
        }

        Albums albums() {
            return albums;
        }

        /**
         * The items with these ids.
         *
         * @throws GoogleProblem if one of them is not here
         */
        synchronized List<MediaItem> get(List<String> ids) {
            if (!items.keySet().containsAll(ids)) {
                throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request contains an invalid media item id.");
            }
            return ids.stream().map(items::get).toList();
        }

        synchronized void add(String uploadToken, MediaItem item) {
            items.put(item.id(), item);
            digests.add(item.content().sha256());
            byUploadToken.put(uploadToken, item);
        }

        synchronized boolean holds(String sha256) {
            return digests.contains(sha256);
        }

        synchronized Optional<MediaItem> createdFrom(String uploadToken) {
            return Optional.ofNullable(byUploadToken.get(uploadToken));
        }

        /** All items in the order in which they were created. */
        synchronized List<MediaItem> items() {
            return List.copyOf(items.values());
        }
    }

    /**
     * A photo or video in an account.
     *
     * @param created when it was created; the stand-in does not read the date in the bytes
     */
    public record MediaItem(
            String id, String fileName, String description, MediaType type, Content content, Instant created) {}
}
