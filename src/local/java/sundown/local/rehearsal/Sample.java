package sundown.local.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/**
 * Users of an import, by chance that a seed decides: of each stratum as many as its part of all users, and at least
 * one; two members, since a fee goes back to those who take their photos and to those who do nothing. One user and one
 * member stand for exempt regions, in which nothing happens.
 *
 * @param users in the order of their strata
 * @param leftOut items that are not taken, because their user has more than are asked for
 */
record Sample(List<Sampled> users, long leftOut) {
    /**
     * A user.
     *
     * @param items in the order in which they were exported, at most as many as are asked for
     */
    record Sampled(Account account, Stratum stratum, List<Item> items) {
        /** Whether an object lies in the folder of its user; true where there are no folders. */
        boolean hasInOwnFolder(GalleryLayout layout, Item item) {
            return stratum.group()
                    .filter(group -> layout.part(item.key().value()).hasFolders()
                            && !layout.inFolder(group, account.user(), item.key()))
                    .isEmpty();
        }
    }

    Set<UserId> ids() {
        return users.stream().map(user -> user.account().user()).collect(Collectors.toSet());
    }

    private record Candidate(Account account, int part, long rank) {}

    /** Reads all accounts, and the items of those who are chosen. */
    static Sample draw(ImportFiles files, Timeline timeline, int users, int items, long seed) throws IOException {
        NavigableMap<Stratum, Long> sizes = new TreeMap<>();
        Map<Stratum, PriorityQueue<Candidate>> candidates = new HashMap<>();
        Comparator<Candidate> last = Comparator.comparingLong(Candidate::rank).reversed();
        files.accounts((account, part) -> {
            Stratum stratum = new Stratum(
                    timeline.groupOf(account.region()).map(Group::id),
                    account.membership().isPresent());
            sizes.merge(stratum, 1L, Long::sum);
            PriorityQueue<Candidate> first = candidates.computeIfAbsent(stratum, _ -> new PriorityQueue<>(last));
            first.add(new Candidate(account, part, rank(account.user(), seed)));
            if (first.size() > users) {
                first.remove();
            }
        });
        Map<Integer, Set<UserId>> byPart = new TreeMap<>();
        List<Candidate> chosen = new ArrayList<>();
        List<Stratum> strata = new ArrayList<>();
        allocate(sizes, users)
                .forEach((stratum, number) -> candidates.get(stratum).stream()
                        .sorted(Comparator.comparingLong(Candidate::rank))
                        .limit(number)
                        .forEach(candidate -> {
                            chosen.add(candidate);
                            strata.add(stratum);
                            byPart.computeIfAbsent(candidate.part(), _ -> new HashSet<>())
                                    .add(candidate.account().user());
                        }));
        Map<UserId, List<Item>> galleries = new HashMap<>();
        for (Map.Entry<Integer, Set<UserId>> part : byPart.entrySet()) {
            files.items(
                    part.getKey(),
                    part.getValue(),
                    (user, item) -> galleries
                            .computeIfAbsent(user, _ -> new ArrayList<>())
                            .add(item));
        }
        List<Sampled> sampled = new ArrayList<>();
        long leftOut = 0;
        for (int index = 0; index < chosen.size(); index++) {
            Account account = chosen.get(index).account();
            List<Item> all = galleries.getOrDefault(account.user(), List.of());
            sampled.add(new Sampled(
                    account, strata.get(index), all.stream().limit(items).toList()));
            leftOut += Math.max(0, all.size() - items);
        }
        return new Sample(sampled, leftOut);
    }

    /**
     * How many users of each stratum are taken: what is left after the least of each goes where most are missing.
     *
     * @param sizes how many users each stratum has
     * @param users in all, where the least of each stratum are not more
     */
    static NavigableMap<Stratum, Integer> allocate(NavigableMap<Stratum, Long> sizes, int users) {
        NavigableMap<Stratum, Integer> numbers = new TreeMap<>();
        sizes.forEach((stratum, size) ->
                numbers.put(stratum, stratum.group().isPresent() && stratum.member() ? (int) Math.min(2, size) : 1));
        List<Stratum> shared = sizes.keySet().stream()
                .filter(stratum -> stratum.group().isPresent())
                .toList();
        double all = shared.stream().mapToLong(sizes::get).sum();
        int least = numbers.values().stream().mapToInt(Integer::intValue).sum();
        for (int left = users - least; left > 0; left--) {
            shared.stream()
                    .filter(stratum -> numbers.get(stratum) < sizes.get(stratum))
                    .max(Comparator.comparingDouble(stratum -> sizes.get(stratum) / all * users - numbers.get(stratum)))
                    .ifPresent(stratum -> numbers.merge(stratum, 1, Integer::sum));
        }
        return numbers;
    }

    /** By chance, and always the same for a user and a seed. */
    private static long rank(UserId user, long seed) {
        CRC32 hash = new CRC32();
        hash.update((seed + " " + user).getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    long items() {
        return users.stream().mapToLong(user -> user.items().size()).sum();
    }

    /**
     * Users with one fate, in the order of their groups, members first.
     *
     * @param group nothing where their region is exempt
     * @param member whether they have paid
     */
    record Stratum(Optional<GroupId> group, boolean member) implements Comparable<Stratum> {
        private static final Comparator<Stratum> ORDER = Comparator.comparing(
                        (Stratum stratum) -> stratum.group().map(GroupId::value).orElse(""))
                .thenComparing(Stratum::member, Comparator.reverseOrder());

        @Override
        public int compareTo(Stratum other) {
            return ORDER.compare(this, other);
        }
    }
}
