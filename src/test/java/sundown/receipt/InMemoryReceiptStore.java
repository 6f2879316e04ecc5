package sundown.receipt;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.account.UserId;

/** Receipts in memory. */
public final class InMemoryReceiptStore implements ReceiptStore {
    private final Map<UserId, Receipt> receipts = new ConcurrentHashMap<>();

    @Override
    public void keep(Receipt receipt) {
        receipts.put(receipt.user(), receipt);
    }

    @Override
    public Optional<Receipt> find(UserId user) {
        return Optional.ofNullable(receipts.get(user));
    }
}
