package sundown.purge;

import sundown.account.UserId;
import sundown.contract.UserRowsContract;

class InMemoryUserRowsTest extends UserRowsContract {
    private final InMemoryUserRows rows = new InMemoryUserRows();

    @Override
    protected UserRows rows() {
        return rows;
    }

    @Override
    protected void putItem(UserId user, String item) {
        rows.put(user, "item " + item);
    }

    @Override
    protected void putTransfer(UserId user, String sort) {
        rows.put(user, "transfer " + sort);
    }

    @Override
    protected void putArchive(UserId user, String sort) {
        rows.put(user, "archive " + sort);
    }
}
