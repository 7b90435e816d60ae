using Bms.Core;
using Bms.Core.Lifecycle;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board;

/// <content>The pack's life, piece by piece: it can be read and not handed over.</content>
public sealed partial class BoardService
{
    private readonly byte[] _lifetime = new byte[LifetimeDump.Length];
    private bool _lifetimeTaken;

    private int TakeLifetime(byte[] request, int length, byte[] answer)
    {
        PieceRequest piece = _piece;
        if (!piece.Read(request, length) || piece.Writes || piece.Offset > LifetimeDump.Length)
            return Refused(LinkFault.Content);
        PackController? controller = _board.Controller;
        if (controller == null)
            return Refused(LinkFault.NotNow);
        // A later piece belongs to the copy that the first one was cut from.
        if (piece.Offset == 0)
        {
            LifetimeDump.Write(controller.Lifetime, _lifetime);
            _lifetimeTaken = true;
        }
        if (!_lifetimeTaken)
            return Refused(LinkFault.NotNow);
        PieceAnswer sent = _pieceAnswer;
        int count = LifetimeDump.Length - piece.Offset;
        if (count > PieceRequest.MaximumPiece)
            count = PieceRequest.MaximumPiece;
        for (int index = 0; index < count; index++)
            sent.Bytes[index] = _lifetime[piece.Offset + index];
        sent.Length = count;
        sent.Offset = piece.Offset;
        sent.TotalLength = LifetimeDump.Length;
        sent.Outcome = 0;
        return Send(sent, answer);
    }
}
