using Bms.Core.Configuration;

namespace Bms.Core.Lifecycle;

/// <content>What the image says of the pack.</content>
public sealed partial class LifetimeStage
{
    private int _manufacturedDay;
    private int _serviceDay;

    private void StartIdentity(PackConfiguration configuration, int rated)
    {
        IdentitySettings identity = configuration.Identity;
        int[] words = _words;
        PutCode(identity.Code, LifetimeLayout.Code);
        PutCode(identity.Previous, LifetimeLayout.Previous);
        words[LifetimeLayout.Status] = (int)identity.Status;
        words[LifetimeLayout.Owners] = 1;
        words[LifetimeLayout.ManufacturedDay] = _manufacturedDay = identity.ManufacturedDay;
        words[LifetimeLayout.ServiceDay] = _serviceDay = identity.ServiceDay;
        words[LifetimeLayout.RatedMicroampHours] = rated;
        words[LifetimeLayout.SeriesGroups] = configuration.SeriesGroups;
        words[LifetimeLayout.Chemistry] = (int)configuration.Cell.Chemistry;
        words[LifetimeLayout.ColdCentidegrees] = identity.ColdCentidegrees;
        words[LifetimeLayout.HotCentidegrees] = identity.HotCentidegrees;
        Copy(words, _ledger, LifetimeLayout.CodeWords);
        Copy(words, _history, LifetimeLayout.CodeWords);
    }

    private void PutCode(byte[] code, int at)
    {
        for (int index = 0; index < code.Length && index < IdentitySettings.CodeLength; index++)
            _words[at + (index >> 2)] |= code[index] << (8 * (index & 3));
    }
}
