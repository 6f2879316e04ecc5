package sundown.local.google;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import sundown.local.google.StandInGoogleSettings.AccountSettings;

/** The accounts there are, by e-mail address. */
public final class Accounts {
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private final OpaqueIds ids;

    public Accounts(OpaqueIds ids) {
        this.ids = ids;
    }

    /** Makes an account; one with the same address that exists already stays as it is. */
    public Account create(AccountSettings settings) {
        return accounts.computeIfAbsent(settings.email(), email -> new Account(ids.subject(), settings));
    }

    public Optional<Account> find(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    public Account get(String email) {
        return find(email).orElseThrow(() -> new IllegalArgumentException("no account " + email));
    }

    public List<Account> all() {
        return List.copyOf(accounts.values());
    }

    /** A Google account and its storage, which Drive, mail and photos share. Safe for use by several threads. */
    public static final class Account {
        private final String subject;
        private final String email;
        private final String displayName;
        private final boolean photos;
        private OptionalLong limit;
        private long usage;

        Account(String subject, AccountSettings settings) {
            this.subject = subject;
            this.email = settings.email();
            this.displayName = settings.displayName();
            this.photos = settings.photos();
            this.limit = settings.limit();
            this.usage = settings.usage();
        }

        /** What is used of the account's storage, in bytes. */
        public record Storage(OptionalLong limit, long usage) {

            public boolean fits(long bytes) {
                return limit.isEmpty() || usage + bytes <= limit.getAsLong();
            }
        }

        /** The stable id of the account: 21 digits. */
        public String subject() {
            return subject;
        }

        public String email() {
            return email;
        }

        public String displayName() {
            return displayName;
        }

        /** False if its organization or its parents do not allow Google Photos. */
        public boolean hasPhotos() {
            return photos;
        }

        public synchronized Storage storage() {
            return new Storage(limit, usage);
        }

        /** Takes storage for photos that have been created, even past the limit: the caller checks the limit first. */
        public synchronized void use(long bytes) {
            usage = Math.addExact(usage, bytes);
        }

        /** Adds storage, as when the user buys some; an account without a limit stays so. */
        public synchronized void addStorage(long bytes) {
            if (limit.isPresent()) {
                limit = OptionalLong.of(Math.addExact(limit.getAsLong(), bytes));
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account account && subject.equals(account.subject);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(subject);
        }

        @Override
        public String toString() {
            return email;
        }
    }
}
