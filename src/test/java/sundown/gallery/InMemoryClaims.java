package sundown.gallery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.account.UserId;

/** Claims in memory. */
public final class InMemoryClaims implements Claims {
    private final Map<ObjectKey, Set<UserId>> all = new HashMap<>();
    private final Map<ObjectKey, Set<UserId>> open = new HashMap<>();

    /** Adds a claim, as an import does. */
    public synchronized void put(ObjectKey key, UserId user) {
        all.computeIfAbsent(key, ignored -> new HashSet<>()).add(user);
        open.computeIfAbsent(key, ignored -> new HashSet<>()).add(user);
    }

    /** Everybody who ever had a claim on an object. */
    public synchronized Set<UserId> everOn(ObjectKey key) {
        return Set.copyOf(all.getOrDefault(key, Set.of()));
    }

    @Override
    public synchronized Set<ObjectKey> listObjects(UserId user) {
        return all.keySet().stream().filter(key -> all.get(key).contains(user)).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Claim> listSome(int limit) {
        return all.entrySet().stream()
                .flatMap(claimed -> claimed.getValue().stream().map(user -> new Claim(claimed.getKey(), user)))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void release(ObjectKey key, UserId user) {
        open.computeIfAbsent(key, ignored -> new HashSet<>()).remove(user);
    }

    @Override
    public synchronized List<Claimant> listClaimants(ObjectKey key) {
        Set<UserId> claiming = open.getOrDefault(key, Set.of());
        return everOn(key).stream()
                .map(user -> new Claimant(user, !claiming.contains(user)))
                .toList();
    }
}
