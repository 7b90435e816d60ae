using Bms.Core;
using Bms.Core.Estimation;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board;

/// <content>The estimation state, piece by piece.</content>
public sealed partial class BoardService
{
    private readonly PieceRequest _piece = new PieceRequest();
    private readonly PieceAnswer _pieceAnswer = new PieceAnswer();
    private readonly byte[] _snapshot = new byte[SnapshotFormat.MaximumLength];
    private int _snapshotLength;
    private int _taken;

    private int TakeSnapshot(byte[] request, int length, byte[] answer)
    {
        PieceRequest piece = _piece;
        if (!piece.Read(request, length))
            return Refused(LinkFault.Content);
        PackController? controller = _board.Controller;
        if (controller == null)
            return Refused(LinkFault.NotNow);
        return piece.Writes ? HandOver(piece, controller, answer) : ReadOut(piece, controller, answer);
    }

    private int ReadOut(PieceRequest piece, PackController controller, byte[] answer)
    {
        if (piece.Offset == 0)
        {
            _snapshotLength = controller.WriteSnapshot(_snapshot, 0);
            _taken = 0;
        }
        if (piece.Offset > _snapshotLength)
            return Refused(LinkFault.Content);
        PieceAnswer sent = _pieceAnswer;
        int count = _snapshotLength - piece.Offset;
        if (count > PieceRequest.MaximumPiece)
            count = PieceRequest.MaximumPiece;
        for (int index = 0; index < count; index++)
            sent.Bytes[index] = _snapshot[piece.Offset + index];
        sent.Length = count;
        sent.Offset = piece.Offset;
        sent.TotalLength = _snapshotLength;
        sent.Outcome = 0;
        return Send(sent, answer);
    }

    private int HandOver(PieceRequest piece, PackController controller, byte[] answer)
    {
        if (piece.Offset == 0)
            _taken = 0;
        int end = piece.Offset + piece.Length;
        if (piece.Offset != _taken || end > piece.TotalLength || piece.TotalLength > _snapshot.Length)
            return Refused(LinkFault.Content);
        for (int index = 0; index < piece.Length; index++)
            _snapshot[piece.Offset + index] = piece.Bytes[index];
        _taken = end;
        PieceAnswer sent = _pieceAnswer;
        sent.Length = 0;
        sent.Offset = end;
        sent.TotalLength = piece.TotalLength;
        sent.Outcome = end < piece.TotalLength ? 0 : (int)controller.RestoreSnapshot(_snapshot, end, piece.OffMilliseconds);
        return Send(sent, answer);
    }
}
