package sundown.transfer;

import sundown.contract.RequestQuotaContract;

class InMemoryRequestQuotaTest extends RequestQuotaContract {
    @Override
    protected RequestQuota quota(RequestQuota.Limits limits) {
        return new InMemoryRequestQuota(limits);
    }
}
