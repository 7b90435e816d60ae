using Bms.Core.Estimation;

namespace Bms.Core.PackState;

/// <content>What a restart keeps: what was learned, and the counting that is going on.</content>
public sealed partial class HealthStage
{
    private const int Layout = 1;

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _capacity.Transfer(archive);
        _evidence.Transfer(archive);
        _resistance.Transfer(archive);
        _tracker.Transfer(archive);
        if (!archive.Reading)
            return;
        _restored = true;
        Publish();
    }
}
