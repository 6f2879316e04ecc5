package sundown.gallery;

import sundown.account.UserId;
import sundown.contract.ClaimsContract;

class InMemoryClaimsTest extends ClaimsContract {
    private final InMemoryClaims claims = new InMemoryClaims();

    @Override
    protected Claims claims() {
        return claims;
    }

    @Override
    protected void put(ObjectKey key, UserId user) {
        claims.put(key, user);
    }
}
