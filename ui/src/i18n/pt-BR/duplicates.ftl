# Membros que talvez sejam a mesma pessoa: achados, comparados, mesclados.
duplicates-title = Possíveis duplicados
duplicates-possible =
    { $n ->
        [one] { $n } possível duplicado
       *[other] { $n } possíveis duplicados
    }
duplicates-find = Procurar duplicados
duplicates-count =
    { $n ->
        [0] nenhum
        [one] { $n } grupo
       *[other] { $n } grupos
    }
duplicates-count-surplus =
    { $n ->
        [one] { $n } grupo
       *[other] { $n } grupos
    } · { $surplus ->
        [one] { $surplus } a mais
       *[other] { $surplus } a mais
    }
duplicates-looking = Procurando duplicados
duplicates-none = Ninguém aparece duas vezes
duplicates-none-text = Não há dois membros com a mesma caixa de e-mail, o mesmo ID da plataforma ou o mesmo nome com o mesmo telefone, e nenhum e-mail parece erro de digitação de outro.
duplicates-list = Membros que talvez sejam a mesma pessoa
duplicates-group = Grupo { $n }: { $names }
duplicates-certain = Certo
duplicates-blocked = Com bloqueio
duplicates-compare = Comparar…
duplicates-compare-of = Comparar { $names }
duplicates-apart =
    { $n ->
        [2] Duas pessoas
       *[other] Pessoas diferentes
    }
duplicates-apart-of = { $names } são pessoas diferentes
duplicates-more =
    { $n ->
        [one] Mostrar mais { $n } grupo
       *[other] Mostrar mais { $n } grupos
    }
duplicates-members-more =
    { $n ->
        [one] e mais { $n }
       *[other] e mais { $n }
    }
duplicates-access-none = Sem acesso
duplicates-merge-certain = Mesclar os certos…
duplicates-merge-title = Mesclar todos os que são certos
duplicates-merge-text =
    { $people ->
        [one] { $people } pessoa está aqui mais de uma vez com a mesma caixa de e-mail.
       *[other] { $people } pessoas estão aqui mais de uma vez com a mesma caixa de e-mail.
    } { $members ->
        [one] { $members } membro sai.
       *[other] { $members } membros saem.
    }
duplicates-merge-how = Fica o endereço mais simples e, depois, quem foi visto por último. Campos vazios são preenchidos e ninguém perde acesso. É um passo só e pode ser desfeito.
duplicates-merge-blocked =
    { $n ->
        [one] { $n } grupo fica para você decidir, porque alguém nele está bloqueado.
       *[other] { $n } grupos ficam para você decidir, porque alguém neles está bloqueado.
    }
duplicates-merge-do =
    { $n ->
        [one] Mesclar { $n } membro
       *[other] Mesclar { $n } membros
    }
job-merge = Mesclando

alike-email = Mesmo e-mail
alike-mailbox = Mesma caixa de e-mail
alike-platform-id = Mesmo ID da plataforma
alike-name-and-phone = Mesmo nome e telefone
alike-look-alike = Letras parecidas
alike-slip = Domínio talvez digitado errado

merge-title = Mesclar membros
merge-of =
    { $n ->
        [one] { $n } membro
       *[other] { $n } membros
    }
merge-selected = Mesclar…
merge-table = Valores lado a lado
merge-field = Campo
merge-after = Mesclado
merge-stays = Fica
merge-stays-of = { $name } fica
merge-leave-out = Deixar { $name } de fora
merge-value-of = { $field }: { $value } ({ $name })
merge-blank = vazio
merge-access = Acesso
merge-access-of = O acesso de todos, unido
merge-no-access = Nenhum
merge-until = até { $day }
merge-blocked = Com bloqueio: { $names }. O membro mesclado também fica bloqueado, a menos que você escolha outro status.
merge-addresses =
    { $n ->
        [one] { $n } outro endereço continua encontrando esta pessoa, nas buscas e nas importações.
       *[other] { $n } outros endereços continuam encontrando esta pessoa, nas buscas e nas importações.
    }
merge-do = Mesclar em um só
merge-too-few = Não há dois membros para mesclar
merge-too-few-text = Talvez já tenham sido mesclados ou movidos para a lixeira.

member-also-known-as = Também conhecido por { $emails }
