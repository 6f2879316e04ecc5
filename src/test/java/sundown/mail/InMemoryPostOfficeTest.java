package sundown.mail;

import sundown.contract.PostOfficeContract;

class InMemoryPostOfficeTest extends PostOfficeContract {
    private final InMemoryPostOffice post = new InMemoryPostOffice();

    @Override
    protected PostOffice post() {
        return post;
    }

    @Override
    protected void answerNext(PostOffice.Posted posted) {
        post.answer(posted);
    }
}
