package sundown.local.demo.cloud;

import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.gallery.Item;
import sundown.local.demo.gallery.Content;
import sundown.timeline.GroupId;

/**
 * A user of an import.
 *
 * @param group nothing where their region is exempt
 */
public record AdoptedUser(Account account, Optional<GroupId> group, List<AdoptedItem> items) {
    public AdoptedUser {
        items = List.copyOf(items);
    }

    /**
     * An item as its row has it.
     *
     * @param content of its object; nothing where the object is missing
     */
    public record AdoptedItem(Item item, Optional<Content> content) {}

    /** The partition of the index by group, 1#03 for example; nothing where their region is exempt. */
    Optional<String> groupShard() {
        int chunk = Math.floorMod(account.user().value().hashCode(), LocalUser.CHUNKS);
        return group.map(id -> DynamoAccountStore.groupShard(id, chunk));
    }
}
